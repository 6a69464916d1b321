// Comfort only: without it the answers are in a disclosure under each question. Nothing is stored or sent.
const plain = (text) => text.trim().toLowerCase().replace(/\s+/g, " ").replace(/[.!?]+$/, "");

const isRight = (question) => {
  const fields = [...question.querySelectorAll("input, select")];
  if (question.dataset.kind === "short") {
    const answers = [...question.querySelectorAll(".o-right > span")].map((answer) => plain(answer.textContent));
    return answers.includes(plain(fields[0].value));
  }
  return fields.every((field) =>
    field.tagName === "SELECT" ? field.value === field.dataset.right : field.checked === ("right" in field.dataset),
  );
};

const bank = document.querySelector("[data-selfcheck]");
if (bank) {
  const say = bank.dataset;
  const questions = [...document.querySelectorAll(".o-question")];
  const score = document.createElement("p");
  score.className = "o-question__score";
  score.lang = say.lang;
  score.setAttribute("role", "status");
  const tell = () => {
    const done = questions.filter((question) => question.dataset.state);
    const right = done.filter((question) => question.dataset.state === "right");
    score.textContent = say.score.replace("{right}", right.length).replace("{done}", done.length).replace("{all}", questions.length);
  };
  for (const question of questions) {
    const answer = question.querySelector("details");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "o-button o-button--plain";
    button.lang = say.lang;
    button.textContent = say.check;
    const result = document.createElement("p");
    result.className = "o-question__result";
    result.lang = say.lang;
    result.setAttribute("role", "status");
    button.addEventListener("click", () => {
      const right = isRight(question);
      question.dataset.state = right ? "right" : "open";
      result.textContent = right ? say.right : say.wrong;
      answer.open = true;
      tell();
    });
    answer.before(button, result);
  }
  questions.at(-1)?.after(score);
  tell();
}
