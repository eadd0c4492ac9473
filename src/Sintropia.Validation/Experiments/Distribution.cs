using Sintropia.Biology.Partitioning;
using Sintropia.Validation.Claims;

namespace Sintropia.Validation.Experiments;

/// <summary>Where a molecule goes in the body, from water and lipids alone.</summary>
internal static class Distribution
{
    private const string Source = "Poulin and Theil 2002, doi:10.1002/jps.10005, for a neutral molecule of logP 2 of which a tenth is unbound (computed)";

    public static IEnumerable<Experiment> All =>
    [
        new(
            "Distribution · a neutral molecule",
            [
                new("Kp: muscle", "concentration in muscle over that in plasma", Within.Digit("1.3552"), Source, "what is bound in tissue is left out: 0.7454"),
                new("Kp: muscle over its unbound share", "Kp of muscle times fut over fup: what water and lipids alone do", Within.Digit("2.4640"), Source, "lipids of plasma that are left out"),
            ],
            bench =>
            {
                var molecule = new PoulinTheil(2, 0.1);
                var muscle = bench.Subject.TissuePartition(molecule, "muscle");
                return [muscle, muscle * molecule.UnboundInTissue / 0.1];
            }),
    ];
}
