using System.Globalization;
using System.Text;

namespace Sintropia.Weights.PyTorch;

/// <summary>Finds the tensors in plain containers and names them by the keys on the way, joined with '/'.</summary>
internal sealed class TensorNames(string file, long pickleLength, int mostVisits)
{
    private const int Deepest = 64, EachTensor = 32, EachKey = 12;

    private readonly List<WeightTensor> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Node?[] _keys = new Node?[Deepest]; // null where a place in a list is the key
    private readonly int[] _places = new int[Deepest];
    private readonly StringBuilder _joined = new();
    private int _visits;

    // A pickle can name one tensor under many long paths with two bytes each; honest names are about as long as the pickle.
    private long _charactersLeft = 16 * pickleLength + 65_536;

    /// <summary>All of them in the order of the file.</summary>
    public IReadOnlyList<WeightTensor> Of(Node root)
    {
        Visit(root, 0);
        return _tensors;
    }

    private void Visit(Node node, int depth)
    {
        switch (node.Kind)
        {
            case NodeKind.Tensor:
                List(node, depth);
                break;
            case NodeKind.Mapping:
                foreach (var (key, value) in node.Entries) Step(value, depth, key, 0);
                break;
            case NodeKind.List or NodeKind.Tuple:
                for (var i = 0; i < node.Items.Count; i++) Step(node.Items[i], depth, null, i);
                break;
        }
    }

    private void Step(Node value, int depth, Node? key, int place)
    {
        // Every value counts, not only containers: a long list that many places share takes as long to look through as it is long.
        if (++_visits > mostVisits) throw Wrong($"Its containers hold more than {mostVisits} values when shared ones are counted each time.", "Raise MostValues if this is right.");

        // Only what can lead to a tensor needs a name.
        if (value.Kind is not (NodeKind.Tensor or NodeKind.Mapping or NodeKind.List or NodeKind.Tuple)) return;
        if (depth == Deepest) throw Wrong($"Its containers lie more than {Deepest} deep in each other, or one lies in itself.", "Save tensors in containers of few levels.");
        (_keys[depth], _places[depth]) = (key, place);
        Visit(value, depth + 1);
    }

    private void List(Node node, int depth)
    {
        // What a pickle of bad intent would cost is counted before it is spent.
        long length = EachTensor;
        for (var i = 0; i < depth; i++) length += _keys[i] switch { { Kind: NodeKind.Text } text => 1 + text.Text.Length, { Kind: NodeKind.Opaque } known => 1 + known.ClassName.Length, _ => EachKey };
        if ((_charactersLeft -= length) < 0) throw Wrong("It lists tensors under names that are far longer, or far more, than its pickle.", "Save each tensor once, under a name of ordinary length.");
        var name = depth == 0 ? "tensor" : Joined(depth);
        if (!_names.Add(name)) throw new WeightsException(file, name, "Two tensors have this name.", "Save them under different keys.");
        _tensors.Add(node.Name(name));
    }

    private string Joined(int depth)
    {
        _joined.Clear();
        for (var i = 0; i < depth; i++)
        {
            if (i > 0) _joined.Append('/');
            if (_keys[i] is { } key) _joined.Append(key.ToString());
            else _joined.Append(CultureInfo.InvariantCulture, $"{_places[i]}");
        }

        return _joined.ToString();
    }

    private WeightsException Wrong(string problem, string remedy) => new(file, null, problem, remedy);
}
