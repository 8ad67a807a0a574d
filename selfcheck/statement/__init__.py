"""One downloaded file comes in, one `Statement` goes out."""
