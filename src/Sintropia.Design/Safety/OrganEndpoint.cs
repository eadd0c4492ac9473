using System.Globalization;
using Sintropia.Design.Trials;

namespace Sintropia.Design.Safety;

/// <summary>What a dose does to an organ, or to the tumour that it is meant for, and how much of that is asked about.</summary>
/// <param name="Readout">What is counted.</param>
/// <param name="Share">Of the untreated count, the share that is left at the dose that is sought: 0.5 for a half-lethal one.</param>
/// <param name="IsBenefit">Whether it is what the candidate is for; otherwise it is a harm.</param>
public sealed record OrganEndpoint(Readout Readout, double Share, bool IsBenefit)
{
    /// <summary>In words.</summary>
    public string Words => $"{(100 * Share).ToString("0.##", CultureInfo.InvariantCulture)} % of the {Readout.Words}";
}
