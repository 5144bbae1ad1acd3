"""Examples of commands whose docstrings are long; those of others stand there, below a line of \\b."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "aixtui auth": ("aixtui auth login", "aixtui auth status"),
    "aixtui auth login": ("aixtui auth login", "aixtui auth login --profile work --api-key-stdin < key.txt"),
    "aixtui auth logout": ("aixtui auth logout",),
    "aixtui auth status": ("aixtui auth status", "aixtui auth status --profile work"),
    "aixtui run": (
        "aixtui run sandbox/text-statistics --text 'Some words.'",
        "aixtui run sandbox/sentiment --jq .data.label < question.txt",
        "aixtui run agents/ID --timeout 60 --jq .data.output < question.txt",
        "aixtui run agents/ID --text 'Sum it up.' -i attachments=question.txt",
        "aixtui run tools/sandbox/calculator/sandbox -i action=add -i a=1 -i b=2",
        'echo \'{"a": 1, "b": 2}\' | aixtui run tools/sandbox/calculator/sandbox -i action=add -i data:=@-',
        "aixtui runs wait $(aixtui run agents/ID -i query=@question.txt --detach -o ids)",
    ),
    "aixtui runs": ("aixtui runs ls", "aixtui runs wait RUN"),
    "aixtui runs attach": ("aixtui runs attach RUN --timeout 60",),
    "aixtui runs compare": ("aixtui runs compare RUN RUN",),
    "aixtui runs export": (
        "aixtui runs export > runs.jsonl",
        "aixtui runs export --state done --jq '[.name, .credits]'",
    ),
    "aixtui runs ls": ("aixtui runs ls --kind agents --state in-flight", "aixtui runs ls -q invoice -o csv"),
    "aixtui runs note": ("aixtui runs note RUN 'the good one'",),
    "aixtui runs prune": ("aixtui runs prune --days 90", "aixtui runs prune --mb 100 --yes"),
    "aixtui runs rm": ("aixtui runs rm RUN --yes",),
    "aixtui runs show": ("aixtui runs show RUN", "aixtui runs show RUN --jq .reply.data"),
    "aixtui runs star": ("aixtui runs star RUN", "aixtui runs star RUN --off"),
    "aixtui runs wait": ("aixtui runs wait RUN > result.json",),
    "aixtui sandbox": ("aixtui sandbox", "aixtui sandbox --port 0 --ephemeral --quiet"),
    "aixtui sandbox recover": ("aixtui sandbox --db damaged.db recover sound.db",),
    "aixtui sandbox reset": ("aixtui sandbox reset --yes", "aixtui sandbox --db mine.db reset --yes"),
}
