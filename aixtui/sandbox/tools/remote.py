"""Services that the live platform alone can reach: they are connected and described here, not used."""

from aixtui.sandbox.tools.action import Action, ActionInput, Config, Toolbox

SERVICE = "service"
NOUN = "noun"


def _actions(config: Config) -> tuple[Action, ...]:
    service, noun = str(config[SERVICE]), str(config[NOUN])
    prefix = "".join(letter if letter.isalnum() else "_" for letter in service.upper())
    thing = noun.upper().replace(" ", "_")
    text = ActionInput("text", required=True, description=f"The content of the {noun}.")
    identifier = ActionInput("id", required=True, description=f"Which {noun}.")
    limit = ActionInput("limit", "integer", default=20, description="How many at most.")
    verb = "SEND" if noun in {"message", "mail"} else "CREATE"
    return (
        Action(f"{prefix}_{verb}_{thing}", f"{verb.capitalize()}s a {noun} in {service}.", (text,)),
        Action(f"{prefix}_LIST_{thing}S", f"Lists the {noun}s of {service}.", (limit,)),
        Action(f"{prefix}_GET_{thing}", f"Reads one {noun} of {service}.", (identifier,)),
    )


REMOTE = Toolbox("remote", _actions)
