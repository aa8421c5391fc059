"""Texts written to break out, to mislead or to exhaust, by class. Used by test_hostile.py."""

from __future__ import annotations

# Names that lead somewhere in JavaScript. None of them may mean anything here.
ESCAPES = [
    "eval", "Function", "globalThis", "constructor", "__proto__", "prototype", "require",
    "process", "import", "plumbline", "Object", "Reflect", "Proxy", "this", "window", "Symbol",
    "Intl", "Temporal", "JSON", "Math",
    'eval("1")', 'Function("return 1")()', 'require("fs")', 'import("fs")', 'plumbline("{}")',
    "globalThis.eval", "this.constructor", "constructor.constructor",
    'constructor.constructor("return 1")()', "abs.constructor", 'abs.constructor("return 1")',
    "abs.fn", "abs.fn.call", "abs.call(1)", "sum.apply", "today.fn()", "today().constructor",
    "today().value.constructor", 'today()["constructor"]("x")', "now().value.toString()",
    '"a".constructor', '"a".constructor("b")', "[].constructor.constructor", "(1).toString()",
    "{}.__proto__.x", "{a: 1}.__proto__.__proto__", "{a: 1}.hasOwnProperty(1)",
    "x instance of Function", "x instance of Object", "x instance of constructor",
    "function(a) external {java: {class: \"x\"}}",
]  # fmt: skip

# Keys that poison a record on its way out or the machine itself.
POISON = [
    "{__proto__: {polluted: true}}", '{"__proto__": {polluted: true}}', '{"__class__": 1}',
    '{typename: "Process"}', '{"typename": 1}', '{"@d": "2026-01-01"}', '{"@dt": "x"}',
    '{a: {"@t": "x"}}', '[{"@du": "P1D"}]', 'context put({}, "typename", 1)',
    'context put({}, "__proto__", {polluted: true})', 'context([{key: "@d", value: "x"}])',
    'context merge([{}, {typename: 1}])', '{"a": {"b": {"typename": 1}}}',
    'context put({}, ["a", "__x"], 1)',
]  # fmt: skip

# Texts that read like one thing and mean another, or nothing.
MISLEADING = [
    "x == 3", "= x", "== x", "> 3", "x = = 3", "(> 3)", "[= x]", "foo(= 3)", "2026-12-01",
    "due = 2026-12-01", "PT1H", "P10D", "R3/PT10H", "x =< 3", "x => 3", "x <> 3", "x && y",
    "x || y", "!x", "x ? 1 : 2", "x++", "x += 1", "x = 1; y = 2", "let x = 1", "lambda: 1",
    "x if y else z", "x is None", "None", "True", "`x`", "'x'", "x[", "(x", '"x', "x)", "{a: }",
    "{a 1}", "if x then 1", "for i in xs", "some i in xs", "a b", "1 2", "x.", ".x", "x..y", "?",
    "? > 3", "not x", "count", "sum > 3", 'date("2026-02-30")', 'duration("1 day")', "é è", "",
    "   ", "// only a comment", "\x00", "\ud800", "\u202e x", "x instance of nonsense",
    "working_days_from(x)", "working_days_from(x, 1, 2)", "today(1)",
    'matches("a", pattern)', 'split("a", x)', "unheard_of(1)", "x(1)",
]  # fmt: skip

# Patterns that would run for ever.
PATTERNS = [
    r'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
    r'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a|a)*$")',
    r'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a|aa)+$")',
    r'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(.*a){20}$")',
    r'matches("a", "((a*)*)*b")',
    r'replace("aaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$", "b")',
    r'split("aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
    r'matches("a", "(?:a|)+(?:a|)+(?:a|)+")',
    r'matches("a", "(x+x+)+y")',
    r'matches("a", "([a-z]+)*[0-9]")',
    r'matches("a", "(")',
    r'matches("a", "[")',
    f'matches("a", "{"a?" * 120}")',
    'matches(input: "a", pattern: "(a+)+")',
    'matches(pattern: p, input: "a")',
]

# Texts that would use all time, memory or stack.
BOMBS = [
    "for a in 1..2000, b in 1..2000, c in 1..2000 return a",
    "for a in 1..1000000000 return a",
    "count(for a in 1..100000, b in 1..100000 return a)",
    "some a in 1..1000000000 satisfies a < 0",
    "every a in 1..1000000000 satisfies a > 0",
    "{f: function(x) f(x), r: f(1)}.r",
    "{f: function(n, g) if n < 2 then n else g(n - 1, g) + g(n - 2, g), r: f(40, f)}.r",
    "{y: function(g) g(g), r: y(y)}.r",
    "{l: for i in 1..1000 return 1, m: for i in l return l, n: for i in m return m}.n",
    'string join(for i in 1..5000000 return "xxxxxxxxxx", "")',
    "{a: for i in 1..3000 return i, b: for i in a return concatenate(a, a, a)}.b",
    "flatten(for i in 1..2000 return for j in 1..2000 return i)",
    "sort(for i in 1..100000 return 0 - i, function(x, y) sum(for k in 1..300 return k) < y)",
    "reverse(for i in 1..100000000 return i)",
    "distinct values(for i in 1..30000 return {a: i})",
    "(" * 200 + "1" + ")" * 200,
    "[" * 200 + "]" * 200,
    "{a:" * 60 + "1" + "}" * 60,
    "not(" * 60 + "true" + ")" * 60,
    "-" * 900 + "1",
    "- " * 450 + "1",
    "if true then " * 70 + "1" + " else 0" * 70,
    "function(a) " * 80 + "1",
    "1" + " + 1" * 400,
    "x" * 1001,
    "1" + "+1" * 490,
    "x" + "[1]" * 300,
    "x" + ".a" * 490,
    "x" + "(1)" * 300,
]
