from generator.analyse.first_names import is_first_name_anywhere, is_last_name
from generator.analyse.towns import is_town


def test_larger_towns_of_all_countries_are_known_by_their_usual_names() -> None:
    assert all(map(is_town, ("Omsk", "Ghazni", "Leipzig", "Bangalore", "Bengaluru")))


def test_common_words_and_names_of_people_are_no_towns() -> None:
    assert not any(map(is_town, ("Reading", "Nice", "Police", "Stalin", "Orange")))


def test_first_names_of_many_countries_are_known_and_common_words_are_none() -> None:
    assert all(map(is_first_name_anywhere, ("Alessandro", "Selena", "Piotr", "John")))
    assert not any(map(is_first_name_anywhere, ("Else", "Can", "Oslo", "x")))


def test_last_names_are_known() -> None:
    assert is_last_name("Torres")
    assert not is_last_name("Parliament")
