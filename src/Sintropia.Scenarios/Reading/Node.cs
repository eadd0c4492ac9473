namespace Sintropia.Scenarios.Reading;

/// <summary>A node of a YAML document, with where it stands.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
internal abstract record Node(string File, int Line, int Column)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value; <paramref name="Quoted"/> ones are never taken for "nothing".</summary>
internal sealed record ScalarNode(string File, int Line, int Column, string Text, bool Quoted) : Node(File, Line, Column)
{
    public bool IsNothing => !Quoted && Text is "" or "~" or "null";

    public override string Kind => IsNothing ? "nothing" : $"the value '{Text}'";
}

/// <summary>A list.</summary>
internal sealed record ListNode(string File, int Line, int Column, IReadOnlyList<Node> Items) : Node(File, Line, Column)
{
    public override string Kind => "a list";
}

/// <summary>Keys with values; each key once.</summary>
internal sealed record MapNode(string File, int Line, int Column, IReadOnlyList<(ScalarNode Key, Node Value)> Entries) : Node(File, Line, Column)
{
    public override string Kind => "a section";

    public Node? this[string key]
    {
        get
        {
            foreach (var (name, value) in Entries)
                if (name.Text == key) return value;
            return null;
        }
    }
}
