using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.BioJepa;

/// <summary>A bio-JEPA v0.3: student, teacher, predictor, masked_predictor. The read-out of expression is an <see cref="ExpressionDecoder"/> of its own.</summary>
public sealed class BioJepaNetwork : Layer
{
    /// <summary>A network. It holds NaN until it is initialised or loaded; its bank of perturbations has to be loaded or filled in any case.</summary>
    /// <exception cref="ArgumentException">The sizes cannot be.</exception>
    public BioJepaNetwork(BioJepaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Options = options;
        Student = Inner("student", new CellEncoder(options));
        Teacher = Inner("teacher", new CellEncoder(options));
        Predictor = Inner("predictor", new ActionPredictor(options));
        Hidden = Inner("masked_predictor", new HiddenGenePredictor(options));
    }

    /// <summary>Its sizes.</summary>
    public BioJepaOptions Options { get; }

    /// <summary>The encoder that is trained, and that is used afterwards.</summary>
    public CellEncoder Student { get; }

    /// <summary>The encoder that follows the student slowly and says what latents should be.</summary>
    public CellEncoder Teacher { get; }

    /// <summary>Says where perturbations take latents.</summary>
    public ActionPredictor Predictor { get; }

    /// <summary>Says what hidden genes' latents are, in pre-training.</summary>
    public HiddenGenePredictor Hidden { get; }
}
