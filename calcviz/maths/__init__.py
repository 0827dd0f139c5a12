"""Mathematics without pictures: values, derivatives, enclosures and honest curves."""
