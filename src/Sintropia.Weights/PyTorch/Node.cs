using System.Globalization;

namespace Sintropia.Weights.PyTorch;

/// <summary>A value in a PyTorch file: a tensor, a plain container, a number, a text, or the name of something that is not read.</summary>
/// <remarks>A file may share a container between places, or put it into itself; walk with a limit of depth.</remarks>
public sealed class Node
{
    private readonly object? _held;
    private readonly long _bits;

    private Node(NodeKind kind, object? held, long bits = 0)
    {
        Kind = kind;
        _held = held;
        _bits = bits;
    }

    /// <summary>What it is.</summary>
    public NodeKind Kind { get; }

    /// <summary>The truth of a <see cref="NodeKind.Boolean"/>.</summary>
    public bool Boolean => Is(NodeKind.Boolean) && _bits != 0;

    /// <summary>The value of an <see cref="NodeKind.Integer"/>.</summary>
    public Int128 Integer => Is(NodeKind.Integer) && _held is Int128 wide ? wide : _bits;

    /// <summary>The value of a <see cref="NodeKind.Number"/>, or of an integer.</summary>
    public double Number => Kind == NodeKind.Integer ? (double)Integer : Is(NodeKind.Number) ? BitConverter.Int64BitsToDouble(_bits) : 0;

    /// <summary>The value of a <see cref="NodeKind.Text"/>.</summary>
    public string Text => Held<string>(NodeKind.Text);

    /// <summary>The value of <see cref="NodeKind.Bytes"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => Held<byte[]>(NodeKind.Bytes);

    /// <summary>The tensor of a <see cref="NodeKind.Tensor"/>.</summary>
    public WeightTensor Tensor => Held<Named>(NodeKind.Tensor).Tensor;

    /// <summary>The class of an <see cref="NodeKind.Opaque"/> object, as Python names it.</summary>
    public string ClassName => Kind == NodeKind.Opaque ? _held!.ToString()! : throw Not(NodeKind.Opaque);

    /// <summary>The values in a list, tuple or set.</summary>
    public IReadOnlyList<Node> Items => Kind is NodeKind.List or NodeKind.Tuple or NodeKind.Set ? (IReadOnlyList<Node>?)((Growing<Node>)_held!).Values ?? [] : throw Not(NodeKind.List);

    /// <summary>The pairs in a mapping, in order.</summary>
    public IReadOnlyList<KeyValuePair<Node, Node>> Entries => (IReadOnlyList<KeyValuePair<Node, Node>>?)Held<Growing<KeyValuePair<Node, Node>>>(NodeKind.Mapping).Values ?? [];

    /// <summary>The value of a key in a mapping.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key; the message names those that there are.</exception>
    public Node this[string key] => Find(key)
        ?? throw new KeyNotFoundException($"There is no key '{key}'. There are: {string.Join(", ", Entries.Take(10).Select(e => $"'{WeightsException.Shown(e.Key.ToString())}'"))}.");

    internal static Node None { get; } = new(NodeKind.None, null);

    internal static Node True { get; } = new(NodeKind.Boolean, null, 1);

    internal static Node False { get; } = new(NodeKind.Boolean, null);

    internal static Node NoItems { get; } = Of(NodeKind.Tuple, []);

    /// <summary>What the pickle machine keeps behind an opaque node: a class or function, a storage.</summary>
    internal object? Meaning => Kind == NodeKind.Opaque ? _held : null;

    /// <summary>The value of a key in a mapping, or null. The last one counts, as in Python.</summary>
    public Node? Find(string key)
    {
        var entries = Entries;
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            if (entries[i].Key is { Kind: NodeKind.Text } text && text.Text == key) return entries[i].Value;
        }

        return null;
    }

    /// <summary>A short text: the value, or the kind and how many values are in it.</summary>
    public override string ToString() => Kind switch
    {
        NodeKind.None => "None",
        NodeKind.Boolean => Boolean ? "True" : "False",
        NodeKind.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        NodeKind.Number => Number.ToString("R", CultureInfo.InvariantCulture),
        NodeKind.Text => Text,
        NodeKind.Bytes => $"{Bytes.Length} bytes",
        NodeKind.Mapping => $"a mapping of {Entries.Count}",
        NodeKind.Tensor => Tensor.ToString(),
        NodeKind.Opaque => ClassName,
        _ => $"a {Kind.ToString().ToLowerInvariant()} of {Items.Count}",
    };

    internal static Node Of(long value) => new(NodeKind.Integer, null, value);

    internal static Node Of(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? Of((long)value) : new(NodeKind.Integer, value);

    internal static Node Of(double value) => new(NodeKind.Number, null, BitConverter.DoubleToInt64Bits(value));

    internal static Node Of(string value) => new(NodeKind.Text, value);

    internal static Node Of(byte[] value) => new(NodeKind.Bytes, value);

    internal static Node Of(WeightTensor value) => new(NodeKind.Tensor, new Named(value));

    internal static Node Of(NodeKind kind, List<Node>? items) => new(kind, new Growing<Node> { Values = items });

    /// <summary>The same values as another kind of container, not a copy of them.</summary>
    internal static Node As(NodeKind kind, Node other) => new(kind, other._held);

    internal static Node Mapping() => new(NodeKind.Mapping, new Growing<KeyValuePair<Node, Node>>());

    internal static Node Opaque(object meaning) => new(NodeKind.Opaque, meaning);

    /// <summary>Adds values that nobody else will change.</summary>
    internal void Add(List<Node> items)
    {
        var growing = (Growing<Node>)_held!;
        if (growing.Values is null) growing.Values = items;
        else growing.Values.AddRange(items);
    }

    internal void Add(Node key, Node value) => (((Growing<KeyValuePair<Node, Node>>)_held!).Values ??= []).Add(new(key, value));

    internal WeightTensor Name(string name)
    {
        var named = (Named)_held!;
        return named.Tensor.Name.Length == 0 ? named.Tensor = named.Tensor.Named(name) : named.Tensor.Named(name);
    }

    private bool Is(NodeKind kind) => Kind == kind ? true : throw Not(kind);

    private T Held<T>(NodeKind kind) => Kind == kind ? (T)_held! : throw Not(kind);

    private InvalidOperationException Not(NodeKind wanted) => new($"This value is {WeightsException.Shown(ToString())} ({Kind}), not of the kind {wanted}. Look at Kind first.");

    // Empty containers are many in a pickle of bad intent: a list is made with the first value.
    private sealed class Growing<T>
    {
        public List<T>? Values;
    }

    private sealed class Named(WeightTensor tensor)
    {
        public WeightTensor Tensor = tensor;
    }
}
