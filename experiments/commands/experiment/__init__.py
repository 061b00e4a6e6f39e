"""Run a randomised experiment, or many of them.

recommendation: one, in the simulated market. estimators: which estimator holds the truth, over hundreds of simulated ones.
"""
