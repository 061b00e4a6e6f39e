"""The interactive page: `weakties view`. It watches a Mesa model live its weeks, turns its knobs, and hands over an experiment.

setting.py    which world is looked at, and how it is built     presets.py  settings worth starting from
market.py     the job market, with what a page must know of it  news.py     the same for news
places.py     where people stand in the drawing                 network_svg.py, chart_svg.py  drawings, as SVG
sliders.py    sliders from the parameter table                  export.py   the setting as a command and as a Design
components.py Solara components, for SolaraViz too              page.py     the page of them; session.py  one visitor
room.py       how many visitors, how large their worlds         compiling.py  says when rules are being compiled
server.py     Solara on loopback, without internet              guard.py    who may speak to it, and what a browser may do
"""
