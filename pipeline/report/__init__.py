"""An output folder as one page that a browser shows without a server."""
