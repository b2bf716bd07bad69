"""Authentication: who is asking, and how they prove it.

`passwords` stores and checks passwords, `tokens` signs and verifies JSON Web Tokens, `sessions` is
what a login opens and a logout closes, `guard` lets only requests with a valid token pass.
"""
