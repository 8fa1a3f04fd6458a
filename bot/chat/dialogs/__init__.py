"""What people press and set: settings, filters, subscriptions, mutes, privacy, the desk of the operators."""
