"""The one-line way: `/invoice 1.2M/yr 3y 5% y2 annual` becomes a form."""
