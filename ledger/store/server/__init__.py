"""The ledger on a PostgreSQL server: the same lines, leaves and side tables, under the same recorder.

Imported only where a server is named; it needs psycopg, the extra `server`, and brings SQLAlchemy with it.
"""
