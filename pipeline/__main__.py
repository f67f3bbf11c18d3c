"""`python -m pipeline` is `xinwengao`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
