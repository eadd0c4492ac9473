namespace Sintropia.Weights.PyTorch;

/// <summary>Finds the tensors in plain containers and names them by the keys on the way, joined with '/'.</summary>
internal sealed class TensorNames(string file, long pickleLength, int mostVisits)
{
    private const int Deepest = 64;

    private readonly List<WeightTensor> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly string[] _path = new string[Deepest];
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
        if (++_visits > mostVisits) throw Wrong($"Its containers hold more than {mostVisits} values when shared ones are counted each time.", "Raise MostValues if this is right.");
        switch (node.Kind)
        {
            case NodeKind.Tensor:
                List(node, depth);
                break;
            case NodeKind.Mapping:
                foreach (var (key, value) in node.Entries) Step(value, depth, key);
                break;
            case NodeKind.List or NodeKind.Tuple:
                for (var i = 0; i < node.Items.Count; i++) Step(node.Items[i], depth, Node.Of(i));
                break;
        }
    }

    private void Step(Node value, int depth, Node key)
    {
        // Only what can lead to a tensor needs a name.
        if (value.Kind is not (NodeKind.Tensor or NodeKind.Mapping or NodeKind.List or NodeKind.Tuple)) return;
        if (depth == Deepest) throw Wrong($"Its containers lie more than {Deepest} deep in each other, or one lies in itself.", "Save tensors in containers of few levels.");
        _path[depth] = key.Kind is NodeKind.Text ? key.Text : key.ToString();
        Visit(value, depth + 1);
    }

    private void List(Node node, int depth)
    {
        var length = 1L;
        foreach (var part in _path.AsSpan(0, depth)) length += part.Length + 1;
        if ((_charactersLeft -= length) < 0) throw Wrong("The names of its tensors are far longer than its pickle.", "Save tensors under names of ordinary length.");
        var name = depth == 0 ? "tensor" : string.Join('/', _path, 0, depth);
        if (!_names.Add(name)) throw new WeightsException(file, name, "Two tensors have this name.", "Save them under different keys.");
        _tensors.Add(node.Name(name));
    }

    private WeightsException Wrong(string problem, string remedy) => new(file, null, problem, remedy);
}
