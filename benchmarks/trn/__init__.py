"""What a person with a Trainium instance runs: does Tenure work there, and how fast is it?"""
