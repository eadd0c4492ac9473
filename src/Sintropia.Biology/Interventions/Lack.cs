using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Interventions;

/// <summary>E(c) = Eₘₐₓ·K^h / (K^h + c^h): the effect of having too little of something, such as serum or oxygen. Full at 0, half at K, none where there is plenty.</summary>
/// <param name="HalfEffective">K, in the agent's unit, &gt; 0.</param>
/// <param name="Power">h, &gt; 0.</param>
/// <param name="Maximum">Eₘₐₓ.</param>
public sealed record Lack(double HalfEffective, double Power, double Maximum) : Response
{
    private readonly Hill _plenty = new(HalfEffective, Power, Maximum);

    /// <inheritdoc/>
    public override double At(double level) => level <= 0 ? Maximum : Maximum / (1 + Elementary.Pow(level / _plenty.HalfEffective, _plenty.Power));
}
