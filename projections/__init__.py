"""What is read: disposable tables folded from the events, and the answers drawn from them."""
