"""Many submissions: who grades them, where results go, how a cut run goes on."""
