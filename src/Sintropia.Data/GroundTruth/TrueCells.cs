using Sintropia.Data.Chance;
using Sintropia.Data.Scores;

namespace Sintropia.Data.GroundTruth;

/// <summary>What each made-up cell is, before anything of it is counted; all arrays are [cells].</summary>
/// <param name="Type">Its cell type.</param>
/// <param name="Batch">Its batch.</param>
/// <param name="Perturbation">What was done to it; −1 for a control.</param>
/// <param name="Dose">The dose, µM; NaN without one.</param>
/// <param name="Position">Where in the cycle it is, from 0 to 1.</param>
internal sealed record TrueCells(int[] Type, int[] Batch, int[] Perturbation, double[] Dose, double[] Position)
{
    private const double Gathered = 0.7; // of the cells that a full arrest finds elsewhere

    public static TrueCells Of(GroundTruthOptions options, IReadOnlyList<TruePerturbation> perturbations)
    {
        var draws = new StreamDraws(options.Seed);
        var n = options.Cells;
        var cells = new TrueCells(new int[n], new int[n], new int[n], new double[n], new double[n]);
        for (var c = 0; c < n; c++)
        {
            var row = (ulong)c;
            cells.Type[c] = draws.Below(options.CellTypes, DrawStream.CellIdentity, row, 0);
            cells.Batch[c] = draws.Below(options.Batches, DrawStream.CellIdentity, row, 1);
            var control = perturbations.Count == 0 || draws.Uniform(DrawStream.CellIdentity, row, 2) < options.ControlShare;
            cells.Perturbation[c] = control ? -1 : draws.Below(perturbations.Count, DrawStream.CellIdentity, row, 3);
            var done = control ? null : perturbations[cells.Perturbation[c]];
            cells.Dose[c] = done?.Kind == PerturbationKind.Compound ? TruePerturbation.Doses[draws.Below(TruePerturbation.Doses.Length, DrawStream.CellIdentity, row, 4)] : double.NaN;

            var (first, second) = draws.Uniforms(DrawStream.CellPosition, row);
            cells.Position[c] = done?.Arrest is { } phase && second < Gathered * done.Strength(cells.Dose[c])
                ? CyclePosition.Within(phase, first)
                : CyclePosition.Growing(first);
        }

        return cells;
    }

    public CyclePhase Phase(int cell) => CyclePosition.Phase(Position[cell]);
}
