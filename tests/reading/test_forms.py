"""The settings of forms: any service fits, mistakes are told."""

import pytest
from reading.forms import Form, read_forms
from writing.problems import SettingError


def test_every_form_is_there():
    """A form that the settings leave out is sent nowhere."""
    assert read_forms({}) == {"contact": Form(), "newsletter": Form()}


@pytest.mark.parametrize(
    "found",
    [
        {
            "action": "https://formspree.io/f/1",
            "trap": "_gotcha",
            "fields": {"_next": "{thanks}"},
            "thanks": "thank-you/",
        },
        {"action": "/thank-you/", "attributes": {"data-netlify": "true"}},
        {"action": "{thanks}", "thanks": "thank-you/"},
        {"action": "https://x.us1.list-manage.com/subscribe/post?u=1&id=2", "email": "EMAIL", "trap": "b_1_2"},
        {"action": ""},
    ],
)
def test_services_fit(found):
    """What form services want is what a form can have."""
    form = read_forms({"newsletter": found})["newsletter"]

    assert {key: getattr(form, key) for key in found} == found


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ({"contakt": {}}, 'FORMS: there is no form "contakt"; did you mean "contact"?'),
        ({"contact": {"field": {}}}, 'FORMS: the form "contact" has no "field"; did you mean "fields"?'),
        ({"x": {}}, 'FORMS: there is no form "x"; there are contact, newsletter'),
        ({"contact": {"x": ""}}, '"x"; it has action, thanks, email, trap, fields, attributes'),
        ({"contact": {"action": "http://forms.example/"}}, 'the action "http://forms.example/" of "contact" cannot'),
        ({"contact": {"action": "//forms.example/"}}, 'the action "//forms.example/" of "contact" cannot'),
        ({"contact": {"action": "javascript:alert(1)"}}, 'the action "javascript:alert.1." of "contact" cannot'),
        ({"contact": {"action": "https:///x"}}, 'the action "https:///x" of "contact" cannot'),
        (
            {"contact": {"action": "https://a.example/", "fields": {"_next": "{thanks}"}}},
            '"contact" sends {thanks} along, but names no page under "thanks"',
        ),
    ],
)
def test_mistakes_are_told(found, message):
    """What no form, key or address is, says so and what there is instead."""
    with pytest.raises(SettingError, match=message.replace("?", r"\?").replace("{", r"\{")):
        read_forms(found)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Form(action="https://a.example/", fields={"_next": "{thanks}"}), True),
        (Form(action="https://a.example/?to={thanks}"), True),
        (Form(action="https://a.example/", thanks="thank-you/"), False),
        (Form(fields={"_next": "{thanks}"}), False),
    ],
)
def test_when_the_page_of_thanks_must_exist(form, expected):
    """Only a service that is told of the page sends readers there."""
    assert form.names_thanks is expected
