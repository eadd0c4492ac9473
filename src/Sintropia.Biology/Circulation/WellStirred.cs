namespace Sintropia.Biology.Circulation;

/// <summary>The well-stirred organ: what leaves it is in equilibrium with all of it.</summary>
/// <remarks>CL = Q·fu·CLint/(Q + fu·CLint): Rowland, Benet and Graham 1973, doi:10.1007/BF01059626.</remarks>
public static class WellStirred
{
    /// <summary>Clearance of an organ, L/h of blood.</summary>
    /// <param name="flow">Blood through it, L/h.</param>
    /// <param name="unbound">Share that is unbound in blood, 0 to 1.</param>
    /// <param name="intrinsic">Clearance of unbound substance that it could do if blood did not limit it, L/h.</param>
    public static double Clearance(double flow, double unbound, double intrinsic) => flow * unbound * intrinsic / (flow + unbound * intrinsic);

    /// <summary>Share of what passes the organ once that comes through: Fh for the liver.</summary>
    /// <param name="flow">Blood through it, L/h.</param>
    /// <param name="unbound">Share that is unbound in blood, 0 to 1.</param>
    /// <param name="intrinsic">Intrinsic clearance of unbound substance, L/h.</param>
    public static double Availability(double flow, double unbound, double intrinsic) => flow / (flow + unbound * intrinsic);

    /// <summary>The intrinsic clearance behind a clearance of blood, L/h.</summary>
    /// <param name="flow">Blood through it, L/h.</param>
    /// <param name="unbound">Share that is unbound in blood, 0 to 1.</param>
    /// <param name="clearance">Clearance of blood, L/h, below the flow.</param>
    /// <exception cref="ArgumentOutOfRangeException">An organ cannot clear more blood than it is given.</exception>
    public static double Intrinsic(double flow, double unbound, double clearance) => clearance >= 0 && clearance < flow
        ? flow * clearance / (unbound * (flow - clearance))
        : throw new ArgumentOutOfRangeException(nameof(clearance), clearance, $"An organ that is given {flow} L/h of blood cannot clear {clearance} L/h of it. Check whether the clearance is of plasma, and its unit.");
}
