using Sintropia.Biology.Expression;
using Sintropia.Predictors.Perturbations;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.Responses;

/// <summary>A network as a model of perturbations: a cell changes by what the network says of it under the treatment, less what it says of it under none. So what the network gets wrong about untouched cells cancels, and without a treatment nothing moves.</summary>
public abstract class NetworkModel : IPerturbationModel
{
    private readonly string[] _genes;

    private protected NetworkModel(string name, IReadOnlyList<string> genes)
    {
        ArgumentNullException.ThrowIfNull(genes);
        (Name, _genes) = (name, [.. genes]);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Genes => _genes;

    /// <inheritdoc/>
    public abstract SetPolicy Sets { get; }

    /// <inheritdoc/>
    public abstract string? Objection(Treatment treatment);

    /// <inheritdoc/>
    public void Respond(Treatment treatment, ReadOnlySpan<float> cells, Span<float> settled)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        var genes = _genes.Length;
        if (settled.Length != cells.Length || cells.Length % genes != 0) throw new ArgumentException($"{cells.Length} values with room for {settled.Length} do not make cells of {genes} genes. Give whole cells, and room for as many.");
        if (Objection(treatment) is { } objection) throw new UnknownPerturbationException(treatment.Name, objection);
        cells.CopyTo(settled);
        if (!(treatment.Strength > 0)) return;

        var workspace = new Workspace();
        for (var first = 0; first < cells.Length / genes; first += CellsAtOnce)
        {
            using var scope = workspace.Begin();
            var rows = Math.Min(CellsAtOnce, cells.Length / genes - first);
            var some = Tensor.From(new Shape(rows, genes), cells.Slice(first * genes, rows * genes));
            var change = (Answer(some, treatment) - Answer(some, Treatment.None with { Context = treatment.Context })).ToArray();
            for (var i = 0; i < change.Length; i++) settled[first * genes + i] += change[i];
        }
    }

    /// <summary>How many cells the network is given at once: a set, where it answers sets.</summary>
    private protected abstract int CellsAtOnce { get; }

    /// <summary>What the network says of cells [cells, genes].</summary>
    private protected abstract Tensor Answer(Tensor cells, Treatment treatment);

    /// <summary>The treatment as the network is told it, once for each of some cells; [cells, width].</summary>
    private protected static Tensor Told(Treatment treatment, PerturbationVectors vectors, int cells)
    {
        var vector = new float[vectors.Width];
        foreach (var dose in treatment.Doses)
        {
            if (!(dose.Level > 0)) continue;
            var own = vectors.Of(dose.Perturbation).ToArray();
            for (var i = 0; i < vector.Length; i++) vector[i] += (float)dose.Level * own[i];
        }

        var rows = new float[cells * vector.Length];
        for (var i = 0; i < cells; i++) vector.CopyTo(rows, i * vector.Length);
        return Tensor.From(new Shape(cells, vector.Length), rows);
    }

    /// <summary>What stands against a treatment where the network is told vectors.</summary>
    private protected static string? Unknown(Treatment treatment, PerturbationVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        foreach (var dose in treatment.Doses)
        {
            if (vectors.Knows(dose.Perturbation)) continue;
            try
            {
                vectors.Of(dose.Perturbation);
            }
            catch (UnknownPerturbationException unknown)
            {
                return unknown.Message;
            }
        }

        return null;
    }
}
