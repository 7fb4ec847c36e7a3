"""The engines that come with the project: PostgreSQL, Valkey and a mail catcher.

They run only where no real server is configured. `politirad.embedded` joins or starts them; each one is kept by a
process of its own (`keeper`).
"""
