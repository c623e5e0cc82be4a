from mentorscan import resources


def test_the_bundled_folders_are_found() -> None:
    assert (resources.questionnaires() / "instrument.yaml").is_file()
    assert resources.templates().is_dir()
