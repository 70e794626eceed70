# An ordinary program of the Python client: it prints what it found, as JSON.
import json
import sys

import openai
from openai import OpenAI

base_url = sys.argv[1]
client = OpenAI(api_key="sk-simulator", base_url=base_url, organization="org-team", max_retries=0)
question = "Who won the world series in 2020?"
messages = [{"role": "user", "content": question}]
found = {}

found["chat"] = client.chat.completions.create(model="gpt-4o", messages=messages).choices[0].message.content

with client.chat.completions.stream(model="gpt-4o", messages=messages) as stream:
    found["streamed"] = stream.get_final_completion().choices[0].message.content

with client.responses.stream(model="gpt-5", input=question) as stream:
    found["response"] = stream.get_final_response().output_text

tool = {
    "type": "function",
    "name": "get_weather",
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
        "additionalProperties": False,
    },
    "strict": True,
}
response = client.responses.create(model="gpt-4o", input="The weather in Paris?", tools=[tool])
found["call"] = response.output[0].arguments

vectors = client.embeddings.create(model="text-embedding-3-small", input=["one", "two"], dimensions=8)
found["vectors"] = [len(each.embedding) for each in vectors.data]

file = client.files.create(file=("a.txt", b"text"), purpose="user_data")
found["file"] = client.files.content(file.id).text
found["models"] = any(model.id == "gpt-4o" for model in client.models.list())

try:
    client.chat.completions.create(model="gpt-4o", messages=messages, extra_body={"foo": 1})
except openai.BadRequestError as error:
    found["refused"] = error.body["message"]

try:
    client.with_options(organization="org-stranger").models.list()
except openai.AuthenticationError as error:
    found["stranger"] = error.code

print(json.dumps(found))
