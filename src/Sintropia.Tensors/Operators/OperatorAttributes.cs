namespace Sintropia.Tensors.Operators;

/// <summary>The attributes that an operator reads, by name; those fixed to one value because nothing else is built. An attribute that nothing reads would make a result that is right for another question.</summary>
/// <param name="Numbers">Numbers and flags.</param>
internal sealed record OperatorAttributes(params string[] Numbers)
{
    /// <summary>Texts, each with the words it may be.</summary>
    public IReadOnlyDictionary<string, string[]> Texts { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Lists of numbers.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Numbers that may be given, but only as this.</summary>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>Refuses a case that asks for more.</summary>
    /// <param name="operation">What it is called.</param>
    /// <param name="given">The case.</param>
    /// <exception cref="NotSupportedException">An attribute is not read, or not with this value.</exception>
    public void Check(string operation, OperatorCase given)
    {
        foreach (var (name, value) in given.Numbers)
        {
            if (Fixed.TryGetValue(name, out var only))
            {
                if (value != only) throw Refused(operation, name, FormattableString.Invariant($"{value}"), FormattableString.Invariant($"only {only} is built"));
            }
            else if (!Numbers.Contains(name) && !name.StartsWith("length of ", StringComparison.Ordinal)) // how long an output is said to be
            {
                throw Unknown(operation, name, FormattableString.Invariant($"{value}"));
            }
        }

        foreach (var (name, value) in given.Texts)
        {
            if (name is "note" or "formula") continue; // for people
            if (!Texts.TryGetValue(name, out var words)) throw Unknown(operation, name, $"'{value}'");
            if (!words.Contains(value)) throw Refused(operation, name, $"'{value}'", $"known are {string.Join(", ", words.Select(w => $"'{w}'"))}");
        }

        foreach (var name in given.Lists.Keys)
            if (!Lists.Contains(name))
                throw Unknown(operation, name, "a list");
    }

    private NotSupportedException Unknown(string operation, string name, string value)
    {
        var all = string.Join(", ", Numbers.Concat(Texts.Keys).Concat(Lists).Concat(Fixed.Keys).Order(StringComparer.Ordinal));
        return Refused(operation, name, value, all.Length == 0 ? "it reads no attribute" : $"it reads {all}");
    }

    private static NotSupportedException Refused(string operation, string name, string value, string instead) =>
        new($"'{operation}' cannot honour the attribute '{name}' = {value}: {instead}. Take it out only if the result does not depend on it.");
}
