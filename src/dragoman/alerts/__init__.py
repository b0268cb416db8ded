"""Alerts: rules in TOML over the living picture, fired once each, with the sentences behind them (docs/alerts.md)."""
