namespace Sintropia.Tensors.Kernels.Optimisers;

/// <summary>One step of Adam or AdamW: what is the same for all parameters.</summary>
/// <remarks>Kingma and Ba 2015, arXiv:1412.6980; decoupled decay: Loshchilov and Hutter 2019, arXiv:1711.05101. The powers of β are taken in double by squaring, so that they have the same bits everywhere.</remarks>
public readonly struct AdamStep
{
    /// <summary>The constants of a step.</summary>
    /// <param name="step">Counts from 1.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="beta1">Share of the old mean gradient that is kept.</param>
    /// <param name="beta2">Share of the old mean square that is kept.</param>
    /// <param name="epsilon">Added to the root of the mean square.</param>
    /// <param name="penalty">Adam's weight decay: penalty·parameter is added to the gradient.</param>
    /// <param name="decay">AdamW's: the parameter loses the fraction rate·decay.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive.</exception>
    public AdamStep(int step, double rate, double beta1, double beta2, double epsilon, double penalty = 0, double decay = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        Beta1 = (float)beta1;
        Beta2 = (float)beta2;
        Fresh1 = (float)(1 - beta1);
        Fresh2 = (float)(1 - beta2);
        Epsilon = (float)epsilon;
        Penalty = (float)penalty;
        Kept = (float)(1 - rate * decay);
        Size = (float)(rate / (1 - Power(beta1, step)));
        RootCorrection = (float)Math.Sqrt(1 - Power(beta2, step));
    }

    /// <summary>Share of the old mean gradient that is kept.</summary>
    public float Beta1 { get; }

    /// <summary>Share of the old mean square that is kept.</summary>
    public float Beta2 { get; }

    /// <summary>1 − β₁.</summary>
    public float Fresh1 { get; }

    /// <summary>1 − β₂.</summary>
    public float Fresh2 { get; }

    /// <summary>Added to the root of the mean square.</summary>
    public float Epsilon { get; }

    /// <summary>Times the parameter, added to the gradient.</summary>
    public float Penalty { get; }

    /// <summary>What the parameter is multiplied by first.</summary>
    public float Kept { get; }

    /// <summary>The rate over 1 − β₁ᵗ.</summary>
    public float Size { get; }

    /// <summary>√(1 − β₂ᵗ).</summary>
    public float RootCorrection { get; }

    private static double Power(double x, int n)
    {
        var power = 1.0;
        for (; n > 0; n >>= 1, x *= x)
            if ((n & 1) != 0)
                power *= x;
        return power;
    }
}
