"""The options of commands that change something."""

import click

dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
unasked_option = click.option(
    "-y", "--yes", is_flag=True, expose_value=False, help="Nothing is asked: for scripts that say it always."
)
yes_option = click.option("-y", "--yes", is_flag=True, help="Do not ask.")
