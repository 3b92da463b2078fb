"""Generated requests and sequences, judged by what the documents say of each of them.

Schemathesis and Hypothesis generate (`generation`), `shaping` makes the data reach the business logic,
`bodies` and `business` say what is due for a body, `judgement` compares that with the answer, `campaign`
runs a batch of cases, and every distinct failure becomes one finding of the most precise requirement.
"""
