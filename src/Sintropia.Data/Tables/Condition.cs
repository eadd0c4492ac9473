using System.Globalization;

namespace Sintropia.Data.Tables;

/// <summary>A part of an expression: for each row, whether it holds.</summary>
internal abstract record Condition
{
    public abstract bool[] Holds(Asked of);

    public abstract IEnumerable<string> Columns();

    /// <summary>Both, or either.</summary>
    public sealed record Joined(Condition Left, Condition Right, bool Both) : Condition
    {
        public override bool[] Holds(Asked of)
        {
            var (left, right) = (Left.Holds(of), Right.Holds(of));
            for (var row = 0; row < left.Length; row++) left[row] = Both ? left[row] && right[row] : left[row] || right[row];
            return left;
        }

        public override IEnumerable<string> Columns() => Left.Columns().Concat(Right.Columns());
    }

    /// <summary>The contrary.</summary>
    public sealed record Not(Condition Of) : Condition
    {
        public override bool[] Holds(Asked of) => Array.ConvertAll(Of.Holds(of), static holds => !holds);

        public override IEnumerable<string> Columns() => Of.Columns();
    }

    /// <summary>Has no value.</summary>
    public sealed record Missing(string Column) : Condition
    {
        public override bool[] Holds(Asked of)
        {
            var column = of.Column(Column);
            return [.. Enumerable.Range(0, column.Length).Select(column.IsMissing)];
        }

        public override IEnumerable<string> Columns() => [Column];
    }

    /// <summary>A column of true and false by itself.</summary>
    public sealed record True(string Column) : Condition
    {
        public override bool[] Holds(Asked of)
        {
            var column = of.Column(Column);
            var values = Comparable.Of(column);
            if (values.Kind != Kind.Boolean) throw of.Wrong($"'{Column}' has {column.Kind}, so that it cannot stand alone. Compare it with something: {Column} == ….");
            return [.. Enumerable.Range(0, column.Length).Select(row => !column.IsMissing(row) && values.Boolean(row))];
        }

        public override IEnumerable<string> Columns() => [Column];
    }

    /// <summary>Compares with a value.</summary>
    public sealed record Compared(string Column, string Sign, Literal To) : Condition
    {
        public override bool[] Holds(Asked of)
        {
            var column = of.Column(Column);
            var equal = Sign is "==" or "!=";
            var fits = Comparable.Of(column).Matching(column, To, equal, of);
            var holds = new bool[column.Length];
            for (var row = 0; row < holds.Length; row++) holds[row] = column.IsMissing(row) ? Sign == "!=" : Holds(fits(row));
            return holds;
        }

        public override IEnumerable<string> Columns() => [Column];

        private bool Holds(int order) => Sign switch { "==" => order == 0, "!=" => order != 0, "<" => order == -1, "<=" => order is -1 or 0, ">" => order == 1, _ => order is 1 or 0 };
    }

    /// <summary>Is one of some values.</summary>
    public sealed record OneOf(string Column, IReadOnlyList<Literal> Values, bool Negated) : Condition
    {
        public override bool[] Holds(Asked of)
        {
            var all = new bool[of.Column(Column).Length];
            foreach (var value in Values)
                foreach (var (row, holds) in new Compared(Column, "==", value).Holds(of).Index())
                    all[row] |= holds;
            return Negated ? Array.ConvertAll(all, static holds => !holds) : all;
        }

        public override IEnumerable<string> Columns() => [Column];
    }

    /// <summary>A value that is written in an expression.</summary>
    public sealed record Literal(Kind Kind, string Text)
    {
        public double Number => double.Parse(Text, CultureInfo.InvariantCulture);
    }

    /// <summary>What is compared.</summary>
    public enum Kind
    {
        Text,
        Number,
        Boolean,
    }

    /// <summary>The table that is asked, and the expression for messages.</summary>
    public sealed record Asked(Table Table, string Expression)
    {
        public Column Column(string name) => Table.Find(name) ?? (name == "index" || name == Table.IndexName ? new TextColumn(name, Table.Names) : throw Wrong(Table.Lacks(name)));

        public WhereException Wrong(string problem) => new(Expression, problem);
    }

    /// <summary>Values of a column, seen through its categories.</summary>
    private sealed record Comparable(Kind Kind, Column Own, Func<int, int> Place)
    {
        public static Comparable Of(Column column)
        {
            Func<int, int> place = column is CategoryColumn category ? row => category.Codes[row] : static row => row;
            var own = (column as CategoryColumn)?.Categories ?? column;
            return new(own switch { NumberColumn or IntegerColumn => Kind.Number, BooleanColumn => Kind.Boolean, _ => Kind.Text }, own, place);
        }

        public bool Boolean(int row) => ((BooleanColumn)Own).Values[Place(row)];

        /// <summary>How a row's value stands to a literal: -1 less, 0 equal, 1 greater, 2 none of these.</summary>
        public Func<int, int> Matching(Column column, Literal to, bool equal, Asked of)
        {
            if (to.Kind != Kind) throw of.Wrong($"'{column.Name}' has {(column is CategoryColumn ? $"categories that are {Own.Kind}" : column.Kind)}, and {Shown(to)} is {Word(to.Kind)}.{Remedy(column, to)}");
            if (!equal && Kind != Kind.Number) throw of.Wrong($"'{column.Name}' has {column.Kind}, which are neither less nor greater. Compare with == or !=, or with in [...].");
            return Kind switch
            {
                Kind.Text => row => string.Equals(Own.Text(Place(row)), to.Text, StringComparison.Ordinal) ? 0 : 2,
                Kind.Boolean => row => Boolean(row) == (to.Text == "true") ? 0 : 2,
                _ => Numbers(to),
            };
        }

        private Func<int, int> Numbers(Literal to)
        {
            if (Own is IntegerColumn integers && long.TryParse(to.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return row => integers.Values[Place(row)].CompareTo(whole);
            var number = to.Number;
            return Own is IntegerColumn others ? row => ((double)others.Values[Place(row)]).CompareTo(number) : row => ((NumberColumn)Own).Values[Place(row)].CompareTo(number);
        }

        private string Remedy(Column column, Literal to) => Kind switch
        {
            Kind.Text => $" Write it in quotes: {column.Name} == \"{to.Text}\".",
            Kind.Number when to.Kind == Kind.Text && double.TryParse(to.Text, CultureInfo.InvariantCulture, out _) => $" Write it without quotes: {column.Name} == {to.Text}.",
            Kind.Boolean => $" Write {column.Name} == true or {column.Name} == false.",
            _ => "",
        };

        private static string Shown(Literal to) => to.Kind == Kind.Text ? $"\"{DataFileException.Shown(to.Text)}\"" : to.Text;

        private static string Word(Kind kind) => kind switch { Kind.Text => "a text", Kind.Number => "a number", _ => "true or false" };
    }
}
