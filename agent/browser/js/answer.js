/**
 * Speaks with the robot: one text in, one text out. Passed value by value, what is asked of a screen and what it
 * answers would take longer than finding every field of it.
 *
 * room.answer(name, given): calls one of our functions with what the text `given` says, and returns its answer as JSON.
 * room.several([[name, given]]): calls several, one after the other; returns their answers.
 *
 * The answer is not left to JSON.stringify: old pages teach lists and objects a `toJSON` of their own.
 */
(room) => {
  const { parse, stringify } = JSON;   // as they were before the page came
  const { entries } = Object;

  const say = (value) => {
    if (value === undefined || value === null) return "null";
    if (Array.isArray(value)) return `[${value.map(say).join(",")}]`;
    if (typeof value !== "object") return stringify(value);
    return `{${entries(value).map(([name, one]) => `${stringify(name)}:${say(one)}`).join(",")}}`;
  };

  room.several = async (calls) => {
    const answers = [];
    for (const [name, given] of calls) answers.push(await room[name](given));
    return answers;
  };

  room.answer = async (name, given) => say(await room[name](parse(given)));
}
