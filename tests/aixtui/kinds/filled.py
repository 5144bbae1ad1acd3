"""A sandbox that has at least one resource of every kind."""

from aixsdk import Aixplain
from aixtui.sandbox import RunningSandbox

CODE = "def main(a: int, b: int) -> int:\n    return a + b\n"


def fill(sandbox: RunningSandbox) -> None:
    """Make what a new sandbox has none of."""
    with Aixplain(sandbox.api_key, backend_url=sandbox.backend_url, model_url=sandbox.models_url) as aix:
        agent = aix.Agent.get("sandbox-ws/text-analyst")
        aix.APIKey(name="ci-bot").save()
        aix.Utility(name="adder", description="Adds two numbers.", code=CODE).save()
        aix.Skill(name="pdf-filler", description="Fills forms.", tags=["pdf"]).save()
        aix.Trigger(name="every morning", agent=agent, input="Good.", every="day", at="07:40").save()
        session = aix.Session(name="ticket 8812", agent_id=agent.id).save()
        session.ask("I love it. Really.")
        answer = session.messages()[-1]
        session.react(str(answer.id), "LIKE")
