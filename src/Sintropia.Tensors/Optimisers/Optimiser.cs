using System.Collections.Immutable;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Optimisers;

/// <summary>Moves parameters against their gradients. Its own state can be saved beside the parameters, so that training that was interrupted goes on with the same bits.</summary>
public abstract class Optimiser
{
    private readonly ImmutableArray<(string Name, ParameterGroup Group)> _places;

    private protected Optimiser(IReadOnlyList<ParameterGroup> groups, double rate)
    {
        Rate = rate;
        Parameters = [.. groups.SelectMany(g => g.Members.Select(m => m.Tensor))];
        _places = [.. groups.SelectMany(g => g.Members.Select(m => (m.Name, g)))];
        if (_places.GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The parameter '{twice.Key}' is in more than one place and would be moved twice. Give each to one group, under a name of its own.", nameof(groups));
    }

    /// <summary>What is moved, in the order in which gradients are given.</summary>
    public ImmutableArray<Tensor> Parameters { get; }

    /// <summary>The learning rate of the next step; a schedule sets it.</summary>
    public double Rate { get; set; }

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>What it remembers between steps: names made of what it is and the parameter's name.</summary>
    public abstract IEnumerable<(string Name, Tensor Tensor)> State { get; }

    /// <summary>One step.</summary>
    /// <param name="gradients">One per parameter, in their order.</param>
    /// <exception cref="ShapeException">A gradient has another shape than its parameter.</exception>
    /// <exception cref="InvalidOperationException">A tape that watches a parameter is open.</exception>
    public void Step(ReadOnlySpan<Tensor> gradients)
    {
        if (gradients.Length != Parameters.Length) throw new ArgumentException($"{gradients.Length} gradients were given for {Parameters.Length} parameters. Give one for each, in the order of Parameters.", nameof(gradients));
        for (var i = 0; i < gradients.Length; i++)
            if (gradients[i].Shape != Parameters[i].Shape)
                throw ShapeException.Misfit($"Step of '{_places[i].Name}'", Parameters[i].Shape, gradients[i].Shape, "a gradient has the shape of its parameter. Give gradients in the order of Parameters.");

        Steps++;
        for (var i = 0; i < gradients.Length; i++) Move(i, Parameters[i], gradients[i], Rate * _places[i].Group.RateFactor, _places[i].Group.Decay);
    }

    /// <summary>Goes on where another stopped.</summary>
    /// <param name="steps">Steps that it had taken.</param>
    /// <param name="state">Its <see cref="State"/>.</param>
    public void Resume(int steps, IEnumerable<(string Name, Tensor Tensor)> state)
    {
        var given = state.ToDictionary(s => s.Name, s => s.Tensor);
        foreach (var (name, own) in State)
        {
            if (!given.TryGetValue(name, out var tensor)) throw new ArgumentException($"The saved state lacks '{name}'. It belongs to another optimiser or another network.", nameof(state));
            if (tensor.Shape != own.Shape) throw ShapeException.Misfit($"Resume '{name}'", own.Shape, tensor.Shape, "the first is this optimiser's, the second the saved one.");
            own.CopyFrom(tensor.ToArray());
        }

        Steps = steps;
    }

    private protected abstract void Move(int index, Tensor parameter, Tensor gradient, double rate, double? decay);

    /// <summary>Zeros of each parameter's shape, outside any workspace.</summary>
    private protected Tensor[] Memory() => [.. Parameters.Select(p =>
    {
        var zeros = new Tensor(p.Backend.Allocate(p.Count), p.Shape, Strides.Of(p.Shape), 0);
        p.Backend.Fill(zeros, 0);
        return zeros;
    })];

    private protected IEnumerable<(string Name, Tensor Tensor)> Named(string what, Tensor[] memory) => memory.Select((tensor, i) => ($"{what}.{_places[i].Name}", tensor));
}
