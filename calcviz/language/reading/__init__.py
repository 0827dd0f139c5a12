"""How the reader works, idea by idea; words, calls, forms and products read one another, as grammar does."""
