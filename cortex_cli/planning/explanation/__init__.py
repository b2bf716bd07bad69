"""Why an objective of a plan is as it is."""
