namespace Sintropia.Web.Expression;

/// <summary>Where the predictor of a run says that one of its cells would go. Thought, not simulated: the cell stays in its phase, neither divides nor dies, and is alone.</summary>
/// <param name="Cell">Who.</param>
/// <param name="Condition">In which condition it was taken.</param>
/// <param name="Replicate">In which replicate.</param>
/// <param name="TakenH">When, h: its state of then counts as its unperturbed state.</param>
/// <param name="Phase">Its phase of then.</param>
/// <param name="Levels">What the predictor was asked with: the unbound level of each agent, by its key.</param>
/// <param name="TimesH">Times from the beginning of the exposure, h.</param>
/// <param name="Shift">How far the cell is from its unperturbed state, as a straight distance over all dimensions; shape [times].</param>
/// <param name="X">Its way in the plane of the embedding by components; shape [times].</param>
/// <param name="Y">The same, upwards.</param>
/// <param name="Features">The dimensions that would change most, greatest change first.</param>
public sealed record ResponseView(
    string Cell, string Condition, int Replicate, double TakenH, string Phase, IReadOnlyDictionary<string, double> Levels, IReadOnlyList<double> TimesH, IReadOnlyList<double> Shift, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<FeatureCourse> Features);
