using System.Collections.Concurrent;
using Sintropia.Biology.Expression;
using Sintropia.Predictors.Ensembles;
using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Trained;

/// <summary>A trained model behind the seam of the culture: where each cell would settle under the levels that reach it.</summary>
/// <remarks>
/// A level is a share of the one in training, at most 1. Cells are answered one by one; of a model of sets, every cell gets the mean change of the model's own reference cells under these levels, so that no answer depends on who else is asked.
/// Where nothing reaches a cell its answer is itself, to the bit.
/// </remarks>
public sealed class ModelPredictor : IResponsePredictor
{
    private const int MostRemembered = 4096;

    private readonly TrainedModel _model;
    private readonly ConcurrentDictionary<string, float[]> _changes = new(StringComparer.Ordinal);

    /// <summary>The predictor of a trained model.</summary>
    public ModelPredictor(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (_model, Card) = (model, model.Card);
        if (model.Reference.Length == 0) throw new ModelFileException($"{Card.Name} holds no reference cells. Train it anew on data with controls.");
    }

    /// <inheritdoc/>
    public PredictorCard Card { get; }

    /// <inheritdoc/>
    public ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        question.Check(Card, settled.Length);
        var classes = question.Classes.Span;
        var levels = question.Exposures.Span;
        var most = -1;
        foreach (var one in classes) most = Math.Max(most, one);
        for (var number = 0; number <= most; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            Answer(question, number, question.Agents == 0 ? [] : levels.Slice(number * question.Agents, question.Agents), settled.Span);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>By how much the mean of the model's reference cells moves under some levels, as each member of an ensemble says; a model that is none is its only member.</summary>
    /// <param name="levels">Level of each agent of the card; [agents].</param>
    /// <returns>[members][genes]</returns>
    public IReadOnlyList<double[]> Changes(ReadOnlySpan<float> levels) => _model.Model is EnsembleModel ensemble ? ensemble.Changes(Treated(levels), _model.Reference) : [Mean(Treated(levels))];

    private void Answer(ResponseQuestion question, int number, ReadOnlySpan<float> levels, Span<float> settled)
    {
        var classes = question.Classes.Span;
        var rows = question.Rows.Span;
        var width = question.Dimensions;
        List<int> own = [];
        for (var i = 0; i < classes.Length; i++)
            if (classes[i] == number)
                own.Add(i);
        if (own.Count == 0) return;

        var asked = new float[own.Count * width];
        for (var i = 0; i < own.Count; i++) rows.Slice(own[i] * width, width).CopyTo(asked.AsSpan(i * width));
        var treatment = Treated(levels);
        var answer = new float[asked.Length];
        if (_model.Model.Sets == SetPolicy.Rows || !(treatment.Strength > 0)) _model.Model.Respond(treatment, asked, answer);
        else Shift(treatment, asked, answer);
        for (var i = 0; i < own.Count; i++) answer.AsSpan(i * width, width).CopyTo(settled[(own[i] * width)..]);
    }

    private Treatment Treated(ReadOnlySpan<float> levels)
    {
        List<Dose> doses = [];
        for (var agent = 0; agent < levels.Length; agent++)
            if (levels[agent] > 0)
                doses.Add(new(Card.Agents[agent].Name, Math.Min(1, levels[agent] / _model.Description.TrainedLevel)));
        return new([.. doses], _model.Context);
    }

    private void Shift(Treatment treatment, float[] cells, float[] answer)
    {
        if (_changes.Count > MostRemembered) _changes.Clear(); // answers come again the same
        var change = _changes.GetOrAdd(string.Join('|', treatment.Doses.Select(d => FormattableString.Invariant($"{d.Perturbation}={d.Level:R}"))), _ => Change(treatment));
        for (var i = 0; i < cells.Length; i++) answer[i] = cells[i] + change[i % change.Length];
    }

    private float[] Change(Treatment treatment) => [.. Mean(treatment).Select(c => (float)c)];

    private double[] Mean(Treatment treatment)
    {
        var (before, width) = (_model.Reference, Card.Dimensions);
        var after = new float[before.Length];
        _model.Model.Respond(treatment, before, after);
        var sums = new double[width];
        for (var i = 0; i < before.Length; i++) sums[i % width] += (double)after[i] - before[i];
        return [.. sums.Select(s => s / (before.Length / width))];
    }
}
