namespace Sintropia.Tensors.Gradients;

/// <summary>One walk back over a tape: the gradients found so far.</summary>
/// <remarks>Contributions arrive in the reverse order of the steps and are added in that order, so that the bits depend on nothing else.</remarks>
internal sealed class Sweep(int nodes)
{
    private readonly Tensor?[] _gradients = new Tensor?[nodes];
    private readonly bool[] _own = new bool[nodes]; // whether nobody else holds the tensor, so that it may be added to in place

    public Tensor? this[int node] => _gradients[node];

    public void Give(int node, Tensor input, Tensor? part)
    {
        if (node < 0 || part is null) return;

        part = part.SumTo(input.Shape);
        if (_gradients[node] is not { } sum) _gradients[node] = part;
        else if (_own[node]) sum.Backend.AddScaled(sum, part, 1);
        else
        {
            _gradients[node] = sum + part;
            _own[node] = true;
        }
    }

    public Tensor Room(int node, Tensor input)
    {
        if (_own[node]) return _gradients[node]!;

        var room = Tensor.Empty(input.Shape, input.Backend);
        if (_gradients[node] is { } sum) room.Backend.Copy(sum, room);
        else room.Backend.Fill(room, 0);
        _own[node] = true;
        return _gradients[node] = room;
    }

    /// <summary>Where the walk begins: the gradient of a result with respect to itself.</summary>
    public void Seed(int node, Tensor seed) => _gradients[node] = seed;
}
