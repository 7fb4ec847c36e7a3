"""When they meet: year plans, agendas, notices, minutes, decisions and actions."""
