using Sintropia.Predictors.Trained;

namespace Sintropia.Training.Configuration;

/// <summary>What of a family can be sized, which stages its training has, and what both are if nothing is said: small enough for a laptop, not the published sizes.</summary>
internal static class NetworkSizes
{
    public static IReadOnlyList<(string Name, int Usual, int Least)> Usual(string family) => family switch
    {
        ModelFamily.VirtualCellLine => [("hidden", 256, 1)],
        ModelFamily.BioJepa => [("width", 32, 1), ("heads", 2, 1), ("blocks", 2, 1), ("masked_blocks", 1, 1), ("widening", 2, 1)],
        ModelFamily.StateTransition => [("width", 128, 1), ("feedforward", 256, 1), ("layers", 2, 1), ("heads", 4, 1), ("encoder_layers", 2, 1), ("projection_layers", 2, 1), ("cells_per_set", 32, 1)],
        _ => [],
    };

    public static IReadOnlyList<(string Name, StageOptions Usual)> Stages(string family) => family switch
    {
        ModelFamily.VirtualCellLine => [("training", new() { Steps = 1000, Batch = 32, Rate = 1e-3, ValidateEvery = 100 })],
        ModelFamily.BioJepa =>
        [
            ("pretraining", new() { Steps = 400, Batch = 16, Rate = 1e-2, Decay = 0.01, OneCycle = true }),
            ("response", new() { Steps = 600, Batch = 16, Rate = 3e-3, Decay = 0.01, OneCycle = true }),
            ("decoding", new() { Steps = 300, Batch = 32, Rate = 3e-2, OneCycle = true }),
        ],
        ModelFamily.StateTransition => [("training", new() { Steps = 600, Batch = 8, Rate = 1e-3, ValidateEvery = 50 })],
        _ => [],
    };
}
