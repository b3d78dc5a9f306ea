"""All tables in SQLAlchemy Core; a test checks that the migrations build exactly these."""
