using System.Globalization;

namespace Sintropia.Data.Tables;

/// <summary>Reads expressions by recursive descent: or, and, not, comparison.</summary>
internal sealed class WhereParser(string text)
{
    private const int Deepest = 200;

    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "<", ">"];

    private int _at, _depth;

    public Condition Whole()
    {
        if (string.IsNullOrWhiteSpace(text)) throw Wrong("It is empty. Write what rows have to fulfil: condition == \"control\".");
        var condition = Or();
        Blank();
        return _at == text.Length ? condition : throw Wrong($"'{text[_at..]}' at sign {_at + 1} is one word too many. Join conditions with 'and' or 'or'; names with unusual signs stand in backquotes.");
    }

    private Condition Or()
    {
        if (++_depth > Deepest) throw Wrong($"More than {Deepest} parentheses are open.");
        var left = And();
        while (Word("or")) left = new Condition.Joined(left, And(), Both: false);
        _depth--;
        return left;
    }

    private Condition And()
    {
        var left = Not();
        while (Word("and")) left = new Condition.Joined(left, Not(), Both: true);
        return left;
    }

    private Condition Not()
    {
        if (!Word("not")) return Single();
        if (++_depth > Deepest) throw Wrong($"'not' stands more than {Deepest} times in a row.");
        var negated = new Condition.Not(Not());
        _depth--;
        return negated;
    }

    private Condition Single()
    {
        if (Sign("("))
        {
            var inside = Or();
            return Sign(")") ? inside : throw Wrong($"A parenthesis is not closed at sign {_at + 1}.");
        }

        var column = Column();
        foreach (var sign in Signs)
            if (Sign(sign))
                return new Condition.Compared(column, sign, Literal());
        if (Sign("=")) throw Wrong($"'=' at sign {_at} sets nothing here. Compare with '=='.");
        if (Word("is"))
        {
            var negated = Word("not");
            if (!Word("missing")) throw Wrong($"After 'is' comes 'missing' or 'not missing', at sign {_at + 1}.");
            return negated ? new Condition.Not(new Condition.Missing(column)) : new Condition.Missing(column);
        }

        if (Word("in")) return new Condition.OneOf(column, List(), Negated: false);
        var before = _at;
        if (Word("not") && Word("in")) return new Condition.OneOf(column, List(), Negated: true);
        _at = before;
        return new Condition.True(column);
    }

    private string Column()
    {
        Blank();
        if (_at == text.Length) throw Wrong("It ends where the name of a column is needed.");
        if (text[_at] == '`')
        {
            var end = text.IndexOf('`', _at + 1);
            if (end < 0) throw Wrong($"The backquote at sign {_at + 1} is not closed.");
            var quoted = text[(_at + 1)..end];
            _at = end + 1;
            return quoted;
        }

        if (text[_at] is '"' or '\'') throw Wrong($"A text stands at sign {_at + 1}, where the name of a column is needed. The column comes first: condition == \"control\".");
        var name = Name();
        return name.Length > 0 ? name : throw Wrong($"'{text[_at]}' at sign {_at + 1} begins no name of a column. Put names with unusual signs in backquotes: `per cent`.");
    }

    private List<Condition.Literal> List()
    {
        var close = Sign("[") ? "]" : Sign("(") ? ")" : throw Wrong($"After 'in' comes a list, at sign {_at + 1}: in [\"a\", \"b\"].");
        var all = new List<Condition.Literal>();
        if (Sign(close)) return all;
        do all.Add(Literal());
        while (Sign(","));
        return Sign(close) ? all : throw Wrong($"The list is not closed at sign {_at + 1}.");
    }

    private Condition.Literal Literal()
    {
        Blank();
        if (_at == text.Length) throw Wrong("It ends where a value is needed.");
        if (text[_at] is var quote and ('"' or '\'')) return Quoted(quote);
        var begin = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '_' || (text[_at] is '+' or '-' && (_at == begin || text[_at - 1] is 'e' or 'E')))) _at++;
        var word = text[begin.._at];
        if (word is "true" or "True") return new(Condition.Kind.Boolean, "true");
        if (word is "false" or "False") return new(Condition.Kind.Boolean, "false");
        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) return new(Condition.Kind.Number, word);
        _at = begin;
        throw Wrong(word.Length == 0 ? $"'{text[begin]}' at sign {begin + 1} begins no value." : $"{word} at sign {begin + 1} is neither a number nor true or false. Write texts in quotes: \"{word}\".");
    }

    private Condition.Literal Quoted(char quote)
    {
        var value = new System.Text.StringBuilder();
        for (var at = _at + 1; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                _at = at + 1;
                return new(Condition.Kind.Text, value.ToString());
            }

            if (text[at] == '\\' && at + 1 < text.Length && (text[at + 1] == quote || text[at + 1] == '\\')) at++;
            value.Append(text[at]);
        }

        throw Wrong($"The quote at sign {_at + 1} is not closed.");
    }

    private string Name()
    {
        var begin = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.' or '-')) _at++;
        return text[begin.._at];
    }

    private bool Word(string word)
    {
        Blank();
        var end = _at + word.Length;
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0 || (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.' or '-'))) return false;
        _at = end;
        return true;
    }

    private bool Sign(string sign)
    {
        Blank();
        if (string.CompareOrdinal(text, _at, sign, 0, sign.Length) != 0) return false;
        _at += sign.Length;
        return true;
    }

    private void Blank()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }

    private WhereException Wrong(string problem) => new(text, problem);
}
