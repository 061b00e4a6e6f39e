"""The world: chance, ties, networks, talk, a labour market, the spread of news. Knows no other room."""
