namespace Sintropia.Validation.Fixtures;

/// <summary>What became of a case.</summary>
public enum FixtureVerdict
{
    /// <summary>Every tensor agrees with the reference.</summary>
    Pass,

    /// <summary>A tensor does not, or the case could not be carried out.</summary>
    Fail,

    /// <summary>A kind of fixtures that is known and that this version cannot run.</summary>
    NotYet,

    /// <summary>A folder of a kind that is not known.</summary>
    Unknown,
}
