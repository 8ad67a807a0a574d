"""What anybody's file may hold, and so need not be hidden: all else is masked (`report.share`) or invented (`sanitize`)."""
